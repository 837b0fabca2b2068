rel app -a example.com/v1 -s templates/config.yaml
