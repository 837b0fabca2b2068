rel version-1.10
