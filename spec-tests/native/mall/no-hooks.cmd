rel chart --no-hooks -s templates/merge.yaml
