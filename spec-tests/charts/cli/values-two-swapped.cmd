rel app -f values/two.yaml -f values/one.yaml -s templates/config.yaml
