rel pax-no-blank.tgz
