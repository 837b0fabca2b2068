rel kubeVersion-float
