rel output --set kind=yaml-mapping
