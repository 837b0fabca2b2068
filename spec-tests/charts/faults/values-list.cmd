rel output -f list.yaml
