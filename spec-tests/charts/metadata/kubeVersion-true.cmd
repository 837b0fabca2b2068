rel kubeVersion-true
