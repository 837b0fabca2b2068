rel deps --set one.inner.enabled=false
