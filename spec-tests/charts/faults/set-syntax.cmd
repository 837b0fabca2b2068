rel output --set kind
