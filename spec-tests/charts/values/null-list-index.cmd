rel nulls --set l[0]=9
