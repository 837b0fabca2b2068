rel run --set kind=eq-alone
