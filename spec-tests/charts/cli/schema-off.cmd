rel strict --set count=x --skip-schema-validation
