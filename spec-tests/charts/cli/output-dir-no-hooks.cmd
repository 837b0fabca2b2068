rel app --output-dir out.tmp --no-hooks; s=$?; find out.tmp -type f | sort; rm -rf out.tmp; exit $s
