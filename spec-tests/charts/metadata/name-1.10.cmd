rel name-1.10
