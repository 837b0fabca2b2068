rel nulls --set sub.x=1
