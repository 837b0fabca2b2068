rel app --dry-run=x
