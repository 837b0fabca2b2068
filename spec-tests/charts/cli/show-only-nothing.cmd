rel app -s templates/nope.yaml
