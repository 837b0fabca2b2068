rel types --set port=http --skip-schema-validation
