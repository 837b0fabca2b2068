rel app -s templates/sub/role.yaml -s templates/config.yaml
