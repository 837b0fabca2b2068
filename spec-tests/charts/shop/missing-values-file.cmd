rel chart -f nope.yaml
