rel deps --set tags.back=false,tags.extra=true
