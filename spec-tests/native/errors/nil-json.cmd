rel kinds --set kind=nil --errors=json
