rel c --set a[65537]=1
