rel pax-path.tgz
