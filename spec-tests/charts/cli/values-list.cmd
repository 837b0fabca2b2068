rel app -f values/list.yaml
