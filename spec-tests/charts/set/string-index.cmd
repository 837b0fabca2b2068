rel c --set-string a[0].b=1
