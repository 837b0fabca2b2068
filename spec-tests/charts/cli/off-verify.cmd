rel app --verify=0 -s templates/config.yaml
