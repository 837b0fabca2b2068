rel subchart-empty.tgz
