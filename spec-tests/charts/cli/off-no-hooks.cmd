rel app --no-hooks=0 -s templates/config.yaml
