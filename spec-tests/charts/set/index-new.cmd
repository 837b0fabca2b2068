rel c --set a[2]=x
