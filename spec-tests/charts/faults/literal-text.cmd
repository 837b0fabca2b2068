rel run --set kind=literal-text
