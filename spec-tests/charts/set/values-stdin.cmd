rel c -f - <more.yaml
