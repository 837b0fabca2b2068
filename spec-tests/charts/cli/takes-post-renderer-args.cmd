rel app --post-renderer-args any-thing -s templates/config.yaml
