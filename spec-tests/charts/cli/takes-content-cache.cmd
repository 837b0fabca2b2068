rel app --content-cache any-thing -s templates/config.yaml
