rel not-gzip.tgz 2>&1 | sed "s|'/[^']*/|'|"
