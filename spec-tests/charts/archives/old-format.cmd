rel old-format.tgz
