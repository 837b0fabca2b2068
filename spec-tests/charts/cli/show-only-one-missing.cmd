rel app -s templates/config.yaml -s templates/nope.yaml
