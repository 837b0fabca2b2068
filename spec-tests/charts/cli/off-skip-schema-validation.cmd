rel app --skip-schema-validation=0 -s templates/config.yaml
