rel pax-only.tgz
