rel app --set "list[-1]=1"
