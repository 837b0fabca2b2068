rel app --set
