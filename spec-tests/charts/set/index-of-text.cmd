rel c --set text[0]=x
