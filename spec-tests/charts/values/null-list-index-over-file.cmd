rel nulls -f list.yaml --set l[0]=9
