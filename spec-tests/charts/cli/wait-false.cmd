rel app --wait=false -s templates/config.yaml
