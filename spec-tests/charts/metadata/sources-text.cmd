rel sources-text
