rel c --set a[65536]=1 | wc -c
