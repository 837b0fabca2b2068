rel run --set kind=range-pair
