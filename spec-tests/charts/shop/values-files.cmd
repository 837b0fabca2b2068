rel chart -f one.yaml -f two.yaml
