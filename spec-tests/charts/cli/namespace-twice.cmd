rel app -n a -n b -s templates/config.yaml
