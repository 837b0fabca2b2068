rel c --set-literal text.x=1
