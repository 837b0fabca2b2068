rel app --generate-name=0 -s templates/config.yaml
