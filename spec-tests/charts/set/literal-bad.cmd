rel c --set-literal 'a[x]=1'
