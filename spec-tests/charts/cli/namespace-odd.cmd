rel app -n "A b" -s templates/config.yaml
