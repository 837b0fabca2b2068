a b c --dry-run=none
