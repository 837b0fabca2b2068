rel zero-bytes.tgz 2>&1 | sed "s|'/[^']*/|'|"
