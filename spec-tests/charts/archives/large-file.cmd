rel large-file.tgz
