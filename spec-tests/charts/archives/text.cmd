rel text.tgz 2>&1 | sed "s|'/[^']*/|'|"
