rel sources-list
