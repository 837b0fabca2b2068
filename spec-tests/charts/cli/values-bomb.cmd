rel app -f values/bomb.yaml
