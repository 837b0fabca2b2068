rel nothing.tgz
