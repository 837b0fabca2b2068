rel app --kube-as-group any-thing -s templates/config.yaml
