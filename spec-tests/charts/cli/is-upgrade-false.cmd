rel app --is-upgrade=false -s templates/config.yaml
