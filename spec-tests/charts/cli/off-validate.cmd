rel app --validate=0 -s templates/config.yaml
