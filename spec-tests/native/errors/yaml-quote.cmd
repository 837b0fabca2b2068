rel yaml --set kind=quote --errors=rich
