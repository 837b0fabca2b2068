rel version-01.2.3
