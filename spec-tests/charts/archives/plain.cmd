rel plain.tgz
