rel c --set a
