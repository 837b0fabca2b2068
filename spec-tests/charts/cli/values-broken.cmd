rel app -f values/broken.yaml
