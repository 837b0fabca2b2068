rel yaml --set kind=control --errors=rich
