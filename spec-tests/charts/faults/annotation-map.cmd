rel output --set kind=annotation-map
