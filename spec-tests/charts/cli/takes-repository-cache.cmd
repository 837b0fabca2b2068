rel app --repository-cache any-thing -s templates/config.yaml
