rel output --set kind=annotations-text
