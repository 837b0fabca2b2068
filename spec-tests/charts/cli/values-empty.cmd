rel app -f values/empty.yaml -s templates/config.yaml
