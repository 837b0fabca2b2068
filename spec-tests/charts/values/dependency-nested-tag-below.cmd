rel deps --set one.tags.deep=false
