rel run --set kind=depth
