rel app -fvalues/one.yaml -s templates/config.yaml
