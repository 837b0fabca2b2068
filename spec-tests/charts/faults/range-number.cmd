rel run --set kind=range-number
