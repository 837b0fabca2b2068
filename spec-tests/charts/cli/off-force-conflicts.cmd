rel app --force-conflicts=0 -s templates/config.yaml
