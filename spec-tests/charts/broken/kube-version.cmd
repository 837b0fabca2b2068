rel kube-version
