rel pax-size-bad.tgz
