rel subchart-prov.tgz
