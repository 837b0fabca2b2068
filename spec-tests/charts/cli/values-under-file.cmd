rel app -f values/one.yaml/x
