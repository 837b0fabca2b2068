rel app --set-string name
