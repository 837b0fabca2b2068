rel name-_a_b_
