rel app --no-hooks
