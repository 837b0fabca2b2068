rel deps
