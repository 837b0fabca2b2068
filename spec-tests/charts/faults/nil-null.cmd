rel run --set kind=nil-null
