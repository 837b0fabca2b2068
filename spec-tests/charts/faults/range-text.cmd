rel run --set kind=range-text
