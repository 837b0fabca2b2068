rel output --set kind=name-list
