rel run --set kind=nil-declared
