rel app --set "list[x]=1"
