rel run --set kind=required-empty
