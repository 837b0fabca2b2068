rel app --dry-run client
