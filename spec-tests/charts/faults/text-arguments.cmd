rel run --set kind=text-arguments
