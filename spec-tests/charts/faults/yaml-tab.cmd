rel output --set kind=yaml-tab
