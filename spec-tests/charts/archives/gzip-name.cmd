rel gzip-name.tgz
