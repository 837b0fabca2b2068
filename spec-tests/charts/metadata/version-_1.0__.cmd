rel version-_1.0__
