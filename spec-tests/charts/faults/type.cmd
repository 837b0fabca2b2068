rel run --set kind=type
