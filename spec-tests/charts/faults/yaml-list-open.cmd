rel output --set kind=yaml-list-open
