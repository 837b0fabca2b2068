rel run --set kind=type-unset
