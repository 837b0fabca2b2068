rel app --kube-tls-server-name
