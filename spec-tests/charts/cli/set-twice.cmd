rel app --set name=x --set name=y -s templates/config.yaml
