rel app --force=x
