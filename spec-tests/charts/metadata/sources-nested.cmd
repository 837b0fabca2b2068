rel sources-nested
