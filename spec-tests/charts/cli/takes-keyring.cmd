rel app --keyring any-thing -s templates/config.yaml
