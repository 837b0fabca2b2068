rel cut-trailer.tgz
