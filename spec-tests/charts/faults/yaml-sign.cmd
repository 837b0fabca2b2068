rel output --set kind=yaml-sign
