rel output --set kind=output-list
