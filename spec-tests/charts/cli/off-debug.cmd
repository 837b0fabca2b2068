rel app --debug=0 -s templates/config.yaml
