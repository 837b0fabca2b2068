rel run --set kind=eq-types
