rel output --set kind=yaml-key
