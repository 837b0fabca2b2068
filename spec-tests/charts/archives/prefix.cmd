rel prefix.tgz
