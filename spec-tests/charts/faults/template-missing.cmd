rel run --set kind=template-missing
