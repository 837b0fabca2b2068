rel app --kube-version
