rel nulls -f file.yaml
