rel kube-range-bad
