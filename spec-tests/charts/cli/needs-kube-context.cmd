rel app --kube-context
