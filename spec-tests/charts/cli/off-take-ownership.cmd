rel app --take-ownership=0 -s templates/config.yaml
