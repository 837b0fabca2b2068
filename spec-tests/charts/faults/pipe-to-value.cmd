rel run --set kind=pipe-to-value
