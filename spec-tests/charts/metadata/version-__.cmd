rel version-__
