rel bad-length.tgz
