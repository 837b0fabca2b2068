rel folders.tgz
