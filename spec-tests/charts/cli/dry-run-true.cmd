rel app --dry-run=true -s templates/config.yaml
