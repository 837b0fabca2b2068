rel app --wait -s templates/config.yaml
