rel nulls --set nope.x=null
