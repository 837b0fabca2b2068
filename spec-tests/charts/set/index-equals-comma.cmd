rel c --set a[0]=,b=1
