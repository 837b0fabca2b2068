rel sources-null-entry
