rel app --release-name -s templates/config.yaml
