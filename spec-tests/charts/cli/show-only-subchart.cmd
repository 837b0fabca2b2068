rel app -s charts/sub/templates/sub.yaml
