rel app --kube-version " "
