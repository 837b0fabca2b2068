rel app --kube-context any-thing -s templates/config.yaml
