rel run --set kind=undeclared
