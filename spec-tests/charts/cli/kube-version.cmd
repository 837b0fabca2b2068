rel app --kube-version 1.29 -s templates/config.yaml
