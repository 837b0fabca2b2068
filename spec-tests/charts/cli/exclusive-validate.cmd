rel app --validate=false --dry-run
