rel run --set kind=count-most
