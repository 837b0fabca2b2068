rel c --set list.x=1
