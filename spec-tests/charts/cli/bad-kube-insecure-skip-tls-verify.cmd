rel app --kube-insecure-skip-tls-verify=x
