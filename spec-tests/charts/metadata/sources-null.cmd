rel sources-null
