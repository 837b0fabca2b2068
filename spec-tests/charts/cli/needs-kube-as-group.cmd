rel app --kube-as-group
