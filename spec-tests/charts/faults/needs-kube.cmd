rel needs-kube
