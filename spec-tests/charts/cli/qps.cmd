rel app --qps 1.5 -s templates/config.yaml
