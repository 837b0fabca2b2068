rel kubeVersion-null
