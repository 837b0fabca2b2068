rel run --set kind=nil-variable
