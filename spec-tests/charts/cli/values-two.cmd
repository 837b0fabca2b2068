rel app -f values/one.yaml -f values/two.yaml -s templates/config.yaml
