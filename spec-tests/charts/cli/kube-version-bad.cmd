rel app --kube-version x
