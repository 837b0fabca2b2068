rel app --username any-thing -s templates/config.yaml
