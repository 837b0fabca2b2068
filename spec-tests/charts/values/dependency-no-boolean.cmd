rel deps --set one.enabled=maybe
