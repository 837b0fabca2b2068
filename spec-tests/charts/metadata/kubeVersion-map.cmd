rel kubeVersion-map
