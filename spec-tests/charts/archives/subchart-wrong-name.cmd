rel subchart-wrong-name.tgz
