rel odd-type.tgz
