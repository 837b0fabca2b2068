rel app --timeout 5
