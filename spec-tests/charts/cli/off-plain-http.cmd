rel app --plain-http=0 -s templates/config.yaml
