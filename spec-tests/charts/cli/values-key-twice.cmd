rel app -f values/twice.yaml -s templates/config.yaml
