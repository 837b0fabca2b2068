rel app -f values/bom.yaml -s templates/config.yaml
