rel run --set kind=eq-tables
