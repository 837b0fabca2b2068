rel run --set kind=index-number
