rel c --set list[0].x=y
