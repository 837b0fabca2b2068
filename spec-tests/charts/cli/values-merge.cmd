rel app -f values/merge.yaml -s templates/config.yaml
