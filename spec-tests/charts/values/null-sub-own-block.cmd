rel nulls --set sub.only=null
