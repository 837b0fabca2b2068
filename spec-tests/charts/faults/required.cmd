rel run --set kind=required
