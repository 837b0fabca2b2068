rel c --set nothing.x=1
