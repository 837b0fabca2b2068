rel app --kube-ca-file any-thing -s templates/config.yaml
