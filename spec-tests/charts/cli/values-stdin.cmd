rel app -f - -s templates/config.yaml < values/one.yaml
