rel run --set kind=bounds
