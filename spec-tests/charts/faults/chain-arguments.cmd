rel run --set kind=chain-arguments
