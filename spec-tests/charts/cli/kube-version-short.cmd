rel app --kube-version 1 -s templates/config.yaml
