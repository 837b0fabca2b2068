rel deps --set global.one=false
