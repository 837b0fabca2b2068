rel run --set kind=count
