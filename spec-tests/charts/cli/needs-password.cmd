rel app --password
