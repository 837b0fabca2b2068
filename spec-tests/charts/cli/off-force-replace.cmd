rel app --force-replace=0 -s templates/config.yaml
