rel app --force=0 -s templates/config.yaml
