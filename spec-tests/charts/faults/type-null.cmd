rel run --set kind=type-null
