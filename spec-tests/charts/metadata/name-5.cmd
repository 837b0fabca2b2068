rel name-5
