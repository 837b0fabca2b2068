rel drive-first.tgz
