rel c --set-string a
