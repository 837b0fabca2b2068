rel c --set-json 'a[0]=x'
