rel app --kube-token any-thing -s templates/config.yaml
