rel app -f values/tab.yaml
