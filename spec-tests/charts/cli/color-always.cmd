rel app --colour=always -s templates/config.yaml
