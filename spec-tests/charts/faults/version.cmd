rel run --set kind=version
