rel subchart-nested.tgz
