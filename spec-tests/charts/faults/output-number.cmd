rel output --set kind=output-number
