app -gn ns -s templates/config.yaml
