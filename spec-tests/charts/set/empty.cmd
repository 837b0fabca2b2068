rel c --set ''
