rel c --set a.
