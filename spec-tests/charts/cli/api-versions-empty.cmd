rel app --api-versions "" -s templates/config.yaml
