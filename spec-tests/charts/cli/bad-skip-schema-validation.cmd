rel app --skip-schema-validation=x
