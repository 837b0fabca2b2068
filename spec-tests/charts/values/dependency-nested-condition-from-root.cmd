rel deps --set inner.enabled=false
