rel app -f values/latin.yaml
