rel app --output-dir out.tmp -s templates/config.yaml; s=$?; find out.tmp -type f | sort; rm -rf out.tmp; exit $s
