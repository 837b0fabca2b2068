rel run --set kind=index-float
