rel subchart-hidden.tgz
