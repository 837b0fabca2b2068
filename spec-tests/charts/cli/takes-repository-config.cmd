rel app --repository-config any-thing -s templates/config.yaml
