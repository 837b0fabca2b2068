rel app -f values/docs.yaml -s templates/config.yaml
