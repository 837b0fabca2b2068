rel run --set kind=type-list
