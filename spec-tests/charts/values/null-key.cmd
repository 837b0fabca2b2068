rel nulls --set a=null
