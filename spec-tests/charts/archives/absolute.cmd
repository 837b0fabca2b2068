rel absolute.tgz
