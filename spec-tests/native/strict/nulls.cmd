rel nulls -f nulls.yaml --strict --errors=helm
