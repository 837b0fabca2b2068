rel c --set a[0].=x
