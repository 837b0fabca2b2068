rel version-_a_
