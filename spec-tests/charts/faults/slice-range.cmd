rel run --set kind=slice-range
