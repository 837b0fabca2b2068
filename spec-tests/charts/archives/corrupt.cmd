rel corrupt.tgz
