rel name-_a__b_
