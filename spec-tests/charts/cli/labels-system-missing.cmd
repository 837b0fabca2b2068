rel ./nope -l owner=x
