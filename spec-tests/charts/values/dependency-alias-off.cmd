rel deps --set tres.enabled=false
