rel app --enable-dns=x
