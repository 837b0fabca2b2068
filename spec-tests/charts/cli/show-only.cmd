rel app -s templates/deploy.yaml
