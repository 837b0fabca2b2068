rel app --dry-run=false
