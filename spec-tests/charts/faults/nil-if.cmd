rel run --set kind=nil-if
