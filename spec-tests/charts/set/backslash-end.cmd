rel c --set 'a=b\'
