rel app -f values/one.yaml -s templates/config.yaml
