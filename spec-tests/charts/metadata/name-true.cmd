rel name-true
