rel app --set "list[99999999]=1"
