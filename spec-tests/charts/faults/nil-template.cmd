rel run --set kind=nil-template
