rel subchart-file.tgz
