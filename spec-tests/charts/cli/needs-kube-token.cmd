rel app --kube-token
