rel nulls --set m=null
