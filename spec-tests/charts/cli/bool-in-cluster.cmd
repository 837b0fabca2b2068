rel app -g=false -s templates/config.yaml
