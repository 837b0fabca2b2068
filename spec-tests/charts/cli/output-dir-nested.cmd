rel app --output-dir out.tmp/a//b/; s=$?; find out.tmp -type f | sort; rm -rf out.tmp; exit $s
