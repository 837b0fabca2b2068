rel app --username
