rel version-_1.2.3-___
