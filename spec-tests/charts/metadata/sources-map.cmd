rel sources-map
