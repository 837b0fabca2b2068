rel app --dry-run=client -s templates/config.yaml
