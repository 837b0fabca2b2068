rel chart -s charts/proxy/templates/deploy.yaml -s templates/summary.yaml
