rel app --dry-run=
