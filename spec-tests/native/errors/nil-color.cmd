rel kinds --set kind=nil --errors=rich --color=always
