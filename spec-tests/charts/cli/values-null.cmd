rel app -f values/null.yaml -s templates/config.yaml
