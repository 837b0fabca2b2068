rel run --set kind=len-null
