rel app --is-upgrade=0 -s templates/config.yaml
