rel run --set kind=index-range
