rel output --set kind=kind-list
