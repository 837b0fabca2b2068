rel output --set kind=yaml-open
