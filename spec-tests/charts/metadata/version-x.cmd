rel version-x
