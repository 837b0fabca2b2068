rel nulls --set nope=null
