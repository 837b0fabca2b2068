rel fails --output-dir out.tmp; s=$?; test ! -e out.tmp; exit $s
