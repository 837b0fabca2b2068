rel app --set =x
