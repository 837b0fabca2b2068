rel strict --set count=4
