rel app -f values/nul.yaml
