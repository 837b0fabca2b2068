rel output --set kind=metadata-text
