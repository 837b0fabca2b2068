rel app -n "" -s templates/config.yaml
