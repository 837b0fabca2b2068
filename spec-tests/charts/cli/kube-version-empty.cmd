rel app --kube-version "" -s templates/config.yaml
