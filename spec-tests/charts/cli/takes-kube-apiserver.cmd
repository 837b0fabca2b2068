rel app --kube-apiserver any-thing -s templates/config.yaml
