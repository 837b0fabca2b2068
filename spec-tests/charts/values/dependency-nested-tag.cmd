rel deps --set tags.deep=false
