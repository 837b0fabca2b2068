rel run --set kind=literal-truth
