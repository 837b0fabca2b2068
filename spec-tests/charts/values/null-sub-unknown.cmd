rel nulls --set sub.sm.y=null
