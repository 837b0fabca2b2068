rel app --include-crds=0 -s templates/config.yaml
