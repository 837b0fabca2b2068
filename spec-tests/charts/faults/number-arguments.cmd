rel run --set kind=number-arguments
