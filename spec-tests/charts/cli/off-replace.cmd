rel app --replace=0 -s templates/config.yaml
