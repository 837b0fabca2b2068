rel app --dry-run -s templates/config.yaml
