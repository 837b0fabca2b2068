rel nulls --set m.x=null
