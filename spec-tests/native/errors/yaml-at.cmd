rel yaml --set kind=at --errors=rich
