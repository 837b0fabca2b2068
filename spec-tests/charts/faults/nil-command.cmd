rel run --set kind=nil-command
