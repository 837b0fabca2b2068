rel yaml --set kind=scalar --errors=rich
