rel app --is-upgrade -s templates/config.yaml
