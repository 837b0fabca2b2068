rel app --dry-run --kube-version x
