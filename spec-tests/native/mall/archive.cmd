rel mall-0.1.0.tgz
