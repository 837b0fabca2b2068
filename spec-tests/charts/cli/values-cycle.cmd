rel app -f values/cycle.yaml
