rel app --api-versions=a/v1,example.com/v1,example.com/v1/Thing -s templates/config.yaml
