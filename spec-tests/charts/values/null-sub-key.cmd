rel nulls --set sub.k=null
