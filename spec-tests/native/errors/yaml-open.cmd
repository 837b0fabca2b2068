rel yaml --set kind=open --errors=rich
