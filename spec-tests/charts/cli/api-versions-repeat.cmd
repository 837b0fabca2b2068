rel app -a example.com/v1 --api-versions example.com/v1/Thing -s templates/config.yaml
