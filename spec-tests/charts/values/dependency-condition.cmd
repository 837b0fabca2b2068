rel deps --set one.enabled=false
