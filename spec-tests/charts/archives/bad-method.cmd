rel bad-method.tgz 2>&1 | sed "s|'/[^']*/|'|"
