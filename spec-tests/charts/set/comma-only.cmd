rel c --set ,
