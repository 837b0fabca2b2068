rel s -f user.yaml --set list2=4,open.y=1 --strict --errors=rich
