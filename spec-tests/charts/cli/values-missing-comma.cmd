rel app -f values/one.yaml,values/nope.yaml
