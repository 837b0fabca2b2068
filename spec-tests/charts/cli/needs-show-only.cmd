rel app --show-only
