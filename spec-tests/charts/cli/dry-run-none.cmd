rel app --dry-run=none
