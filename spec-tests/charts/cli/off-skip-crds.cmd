rel app --skip-crds=0 -s templates/config.yaml
