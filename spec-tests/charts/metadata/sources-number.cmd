rel sources-number
