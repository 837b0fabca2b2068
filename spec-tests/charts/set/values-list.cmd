rel c -f list.yaml
