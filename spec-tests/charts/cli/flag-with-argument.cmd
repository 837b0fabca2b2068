rel app --no-hooks false
