rel version-1e3
