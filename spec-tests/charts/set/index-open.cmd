rel c --set a[0
