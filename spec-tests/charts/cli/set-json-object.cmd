rel app --set-json '{"count":9,"map":{"x":8}}' -s templates/config.yaml
