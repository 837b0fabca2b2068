rel app --output-dir out.tmp --skip-tests; s=$?; find out.tmp -type f | sort; rm -rf out.tmp; exit $s
