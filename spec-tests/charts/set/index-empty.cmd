rel c --set a[]=y
