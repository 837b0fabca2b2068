rel name-_a_
