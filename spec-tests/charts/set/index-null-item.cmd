rel c --set list[3][0]=x
