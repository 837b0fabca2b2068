rel c --set list[0]=z,list[5]=q
