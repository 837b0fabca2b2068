rel run --set kind=not-a-method
