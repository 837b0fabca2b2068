rel app --output-dir out.tmp --release-name --include-crds; s=$?; find out.tmp -type f | sort; rm -rf out.tmp; exit $s
