rel app --create-namespace=0 -s templates/config.yaml
