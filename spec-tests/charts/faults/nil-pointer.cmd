rel run --set kind=nil-pointer
