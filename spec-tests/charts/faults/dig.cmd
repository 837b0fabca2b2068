rel run --set kind=dig
