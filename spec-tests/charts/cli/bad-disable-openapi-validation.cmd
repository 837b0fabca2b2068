rel app --disable-openapi-validation=x
