rel app -f - -f - -s templates/config.yaml < values/one.yaml
