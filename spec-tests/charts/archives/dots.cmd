rel dots.tgz
