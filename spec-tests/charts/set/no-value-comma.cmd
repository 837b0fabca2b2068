rel c --set a,b=1
