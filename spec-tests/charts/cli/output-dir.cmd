rel app --output-dir out.tmp; s=$?; find out.tmp -type f | sort | xargs grep -h ""; rm -rf out.tmp; exit $s
