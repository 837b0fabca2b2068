rel c -f none.yaml
