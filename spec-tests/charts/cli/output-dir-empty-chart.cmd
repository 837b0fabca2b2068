rel empty --output-dir out.tmp; s=$?; test ! -e out.tmp; exit $s
