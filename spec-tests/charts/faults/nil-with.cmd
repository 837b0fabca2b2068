rel run --set kind=nil-with
