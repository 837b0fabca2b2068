rel app --kube-apiserver
