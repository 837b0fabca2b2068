rel run --set kind=field-of-list
