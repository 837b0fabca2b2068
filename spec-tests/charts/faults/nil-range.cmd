rel run --set kind=nil-range
