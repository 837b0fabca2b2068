rel deps --set off.enabled=false
