rel run --set kind=fail
