rel app -fnine.yaml -n given -s templates/config.yaml
