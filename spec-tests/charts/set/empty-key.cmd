rel c --set =1
