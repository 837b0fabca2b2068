rel nulls --set sub=null
