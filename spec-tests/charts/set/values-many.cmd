rel c -f values.json -f more.yaml
