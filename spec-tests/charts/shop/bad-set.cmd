rel chart --set a[x]=1
