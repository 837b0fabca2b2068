rel app --kube-version 1.29.0-alpha.1 -s templates/config.yaml
