rel app --output-dir out.tmp --include-crds; s=$?; find out.tmp -type f | sort | xargs grep -h ""; rm -rf out.tmp; exit $s
