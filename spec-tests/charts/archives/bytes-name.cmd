rel bytes-name.tgz
