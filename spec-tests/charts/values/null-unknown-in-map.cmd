rel nulls --set m.nope=null
