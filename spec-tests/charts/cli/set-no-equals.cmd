rel app --set name
