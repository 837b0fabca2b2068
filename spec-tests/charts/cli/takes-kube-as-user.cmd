rel app --kube-as-user any-thing -s templates/config.yaml
