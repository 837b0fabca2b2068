rel app --hide-notes=0 -s templates/config.yaml
