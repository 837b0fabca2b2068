rel output --set kind=yaml-anchor
