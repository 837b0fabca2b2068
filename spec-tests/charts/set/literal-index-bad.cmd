rel c --set-literal 'a[0'
