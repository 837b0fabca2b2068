rel c -f empty.yaml
