rel output -f nope.yaml
