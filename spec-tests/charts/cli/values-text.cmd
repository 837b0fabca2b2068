rel app -f values/text.yaml
