rel s -f user.yaml
