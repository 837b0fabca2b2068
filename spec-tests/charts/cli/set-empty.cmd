rel app --set "" -s templates/config.yaml
