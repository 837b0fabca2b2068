rel app --disable-openapi-validation=0 -s templates/config.yaml
