rel c --set ,a=1
