rel kubeVersion-list
