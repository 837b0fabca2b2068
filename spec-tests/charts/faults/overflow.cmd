rel run --set kind=overflow
