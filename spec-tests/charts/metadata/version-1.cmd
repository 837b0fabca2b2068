rel version-1
