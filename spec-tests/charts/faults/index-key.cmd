rel run --set kind=index-key
