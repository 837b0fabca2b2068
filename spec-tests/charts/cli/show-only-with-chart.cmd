rel app -s app/templates/config.yaml
