rel app --description any-thing -s templates/config.yaml
