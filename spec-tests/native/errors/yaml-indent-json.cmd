rel yaml --set kind=indent --errors=json
