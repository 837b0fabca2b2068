rel c --set 'a\'
