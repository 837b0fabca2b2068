rel app -f values/keys.yaml -s templates/config.yaml
