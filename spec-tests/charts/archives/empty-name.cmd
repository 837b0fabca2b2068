rel empty-name.tgz
