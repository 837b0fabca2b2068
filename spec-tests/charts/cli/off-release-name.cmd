rel app --release-name=0 -s templates/config.yaml
