rel app -f - -s templates/config.yaml < /dev/null
