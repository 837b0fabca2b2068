rel app --password any-thing -s templates/config.yaml
