rel c --set map[0]=x
