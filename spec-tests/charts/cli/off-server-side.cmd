rel app --server-side=0 -s templates/config.yaml
