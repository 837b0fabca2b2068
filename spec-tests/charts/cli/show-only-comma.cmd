rel app -s templates/config.yaml,templates/deploy.yaml
