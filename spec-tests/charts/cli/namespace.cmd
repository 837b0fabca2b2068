rel app --namespace other -s templates/config.yaml
