rel deps --set one.enabled=true,global.one=false
