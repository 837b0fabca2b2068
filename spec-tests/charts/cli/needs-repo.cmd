rel app --repo
