rel pax-bad-length.tgz
