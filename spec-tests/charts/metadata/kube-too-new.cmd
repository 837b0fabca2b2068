rel kube-too-new
