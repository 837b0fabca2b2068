rel deps --set tags.back=maybe
