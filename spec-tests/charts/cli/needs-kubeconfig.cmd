rel app --kubeconfig
