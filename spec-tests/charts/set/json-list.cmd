rel c --set-json '[1]'
