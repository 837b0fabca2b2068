rel version-1.0
