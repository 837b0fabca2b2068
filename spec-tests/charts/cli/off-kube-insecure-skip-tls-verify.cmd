rel app --kube-insecure-skip-tls-verify=0 -s templates/config.yaml
