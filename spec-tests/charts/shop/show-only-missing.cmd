rel chart -s templates/nope.yaml
