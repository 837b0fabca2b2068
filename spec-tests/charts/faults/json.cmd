rel run --set kind=json
