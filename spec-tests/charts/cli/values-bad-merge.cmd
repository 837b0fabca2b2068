rel app -f values/badmerge.yaml
