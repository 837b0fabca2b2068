rel c --set list[3].a=x
