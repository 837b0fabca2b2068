rel run --set kind=index-missing
