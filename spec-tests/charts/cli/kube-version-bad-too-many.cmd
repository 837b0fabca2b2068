a b c --kube-version x
