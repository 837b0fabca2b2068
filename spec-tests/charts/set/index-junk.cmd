rel c --set a[0]x=1
