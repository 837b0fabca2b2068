rel run --set kind=literal-map
