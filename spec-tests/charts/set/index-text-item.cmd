rel c --set list[0][0]=x
