rel app -s ./templates/config.yaml
