rel chart -s templates/hooks.yaml
