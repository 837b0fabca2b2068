rel pax-empty-path.tgz
