rel app --post-renderer "" -s templates/config.yaml
