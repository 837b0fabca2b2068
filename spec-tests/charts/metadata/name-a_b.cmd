rel name-a_b
