rel app -f values/json.json -s templates/config.yaml
