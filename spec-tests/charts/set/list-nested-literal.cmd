rel c --set 'a={{1},{2}}'
