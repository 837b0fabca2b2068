rel yaml --set kind=indent --errors=rich
