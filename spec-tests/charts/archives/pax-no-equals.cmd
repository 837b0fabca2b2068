rel pax-no-equals.tgz
