rel s -f user.yaml --strict --errors=json
