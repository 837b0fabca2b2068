rel app --kube-tls-server-name any-thing -s templates/config.yaml
