rel app -f values/noanchor.yaml
