rel run --set kind=type-nil
