rel app --kube-ca-file
