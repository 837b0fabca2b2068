rel pax-size.tgz
