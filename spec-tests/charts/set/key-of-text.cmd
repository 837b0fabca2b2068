rel c --set text.x=1
