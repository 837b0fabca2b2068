rel app --color never -s templates/config.yaml
