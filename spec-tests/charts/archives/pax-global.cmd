rel pax-global.tgz
