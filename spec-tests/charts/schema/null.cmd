rel types --set name=null
