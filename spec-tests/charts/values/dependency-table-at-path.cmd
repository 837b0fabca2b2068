rel deps --set one.enabled.x=1
