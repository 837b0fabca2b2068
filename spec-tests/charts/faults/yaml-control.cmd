rel output --set kind=yaml-control
