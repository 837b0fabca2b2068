rel app --registry-config any-thing -s templates/config.yaml
