rel run --set kind=literal-number
