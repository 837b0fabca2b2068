rel run --set kind=date
