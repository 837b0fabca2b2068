rel app -nother -s templates/config.yaml
