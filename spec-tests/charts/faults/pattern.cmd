rel run --set kind=pattern
