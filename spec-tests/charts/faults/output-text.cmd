rel output --set kind=output-text
