rel app --dependency-update=x
