rel app -s templates/empty.yaml
