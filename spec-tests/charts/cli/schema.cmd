rel strict --set count=x
