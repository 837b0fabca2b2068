rel app --is-upgrade=T -s templates/config.yaml
