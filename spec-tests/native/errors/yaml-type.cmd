rel yaml --set kind=type --errors=rich
