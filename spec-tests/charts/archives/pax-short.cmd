rel pax-short.tgz
