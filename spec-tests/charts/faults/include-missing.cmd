rel run --set kind=include-missing
