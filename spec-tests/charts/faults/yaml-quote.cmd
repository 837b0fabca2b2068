rel output --set kind=yaml-quote
