rel nope -f values/nope.yaml
