rel app -f values/one.yaml,values/two.yaml -s templates/config.yaml
