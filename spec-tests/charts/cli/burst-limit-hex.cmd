rel app --burst-limit 0x1f -s templates/config.yaml
