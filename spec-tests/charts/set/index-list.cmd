rel c --set 'a[0]={1,2}'
