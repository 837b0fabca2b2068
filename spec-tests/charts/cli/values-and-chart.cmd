rel fails -f values/nope.yaml
