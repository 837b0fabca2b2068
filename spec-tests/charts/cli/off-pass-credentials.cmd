rel app --pass-credentials=0 -s templates/config.yaml
