rel name-A
