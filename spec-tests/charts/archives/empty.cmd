rel empty.tgz
