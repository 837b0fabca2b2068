rel output --set kind=yaml-labels
