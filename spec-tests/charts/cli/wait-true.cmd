rel app --wait=true -s templates/config.yaml
