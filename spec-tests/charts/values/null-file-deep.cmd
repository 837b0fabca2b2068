rel nulls -f deep.yaml
