rel app -fnine.yaml -s templates/config.yaml
