rel output --set kind=output-truth
