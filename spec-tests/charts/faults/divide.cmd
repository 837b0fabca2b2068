rel run --set kind=divide
