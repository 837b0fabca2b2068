rel run --set kind=dig-values
