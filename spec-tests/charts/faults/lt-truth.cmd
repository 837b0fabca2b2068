rel run --set kind=lt-truth
