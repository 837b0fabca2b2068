rel version-v1.2.3
