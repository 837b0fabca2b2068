rel app --atomic=0 -s templates/config.yaml
