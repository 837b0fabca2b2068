rel name-..
