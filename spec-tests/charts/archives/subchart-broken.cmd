rel subchart-broken.tgz
