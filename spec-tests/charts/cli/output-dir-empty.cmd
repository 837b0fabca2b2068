rel app --output-dir "" -s templates/config.yaml
