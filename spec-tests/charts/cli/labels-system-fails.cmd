rel fails -l owner=x
