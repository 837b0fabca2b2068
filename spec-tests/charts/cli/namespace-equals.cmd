rel app -n=other -s templates/config.yaml
