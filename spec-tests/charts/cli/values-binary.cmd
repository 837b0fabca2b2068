rel app -f values/binary.yaml -s templates/config.yaml
