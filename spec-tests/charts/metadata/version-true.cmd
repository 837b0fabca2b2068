rel version-true
