rel c -f text.yaml
