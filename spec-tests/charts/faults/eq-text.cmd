rel run --set kind=eq-text
