rel run --set kind=field-of-text
