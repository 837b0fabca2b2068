rel yaml --set kind=tab --errors=rich
