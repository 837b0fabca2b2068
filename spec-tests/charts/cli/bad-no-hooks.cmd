rel app --no-hooks=x
