rel app --version any-thing -s templates/config.yaml
