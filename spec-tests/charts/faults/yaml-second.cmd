rel output --set kind=yaml-second
