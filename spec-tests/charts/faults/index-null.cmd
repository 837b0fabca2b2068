rel run --set kind=index-null
