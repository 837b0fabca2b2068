rel app --kube-version v1.29.3+k3s1 -s templates/config.yaml
