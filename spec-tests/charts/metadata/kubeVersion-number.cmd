rel kubeVersion-number
