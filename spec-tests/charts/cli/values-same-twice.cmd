rel app -f values/one.yaml -f values/one.yaml -s templates/config.yaml
