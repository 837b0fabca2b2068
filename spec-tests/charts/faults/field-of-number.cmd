rel run --set kind=field-of-number
