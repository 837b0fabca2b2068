rel cut.tgz
