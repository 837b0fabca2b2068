rel kinds --set kind=nil --errors=helm
