rel run --set kind=len-number
