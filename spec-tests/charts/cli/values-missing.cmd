rel app -f values/nope.yaml
