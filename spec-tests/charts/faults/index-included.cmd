rel run --set kind=index-included
