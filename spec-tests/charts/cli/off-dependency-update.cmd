rel app --dependency-update=0 -s templates/config.yaml
