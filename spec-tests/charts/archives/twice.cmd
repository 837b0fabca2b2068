rel twice.tgz
