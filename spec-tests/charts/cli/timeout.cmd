rel app --timeout 1h5m -s templates/config.yaml
