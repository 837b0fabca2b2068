rel deps --set tags.back=false
