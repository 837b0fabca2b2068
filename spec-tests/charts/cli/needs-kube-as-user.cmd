rel app --kube-as-user
