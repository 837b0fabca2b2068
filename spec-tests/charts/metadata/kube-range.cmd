rel kube-range
