rel ../nope
