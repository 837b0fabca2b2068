rel run --set kind=nil-included
