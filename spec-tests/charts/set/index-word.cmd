rel c --set a[x]=y
