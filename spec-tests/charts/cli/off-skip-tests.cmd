rel app --skip-tests=0 -s templates/config.yaml
