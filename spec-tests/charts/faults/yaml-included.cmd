rel output --set kind=yaml-included
