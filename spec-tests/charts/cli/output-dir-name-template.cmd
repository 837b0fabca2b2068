app --name-template tpl --output-dir out.tmp --release-name; s=$?; find out.tmp -type f | sort; rm -rf out.tmp; exit $s
