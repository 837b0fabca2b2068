rel kinds --set kind=nil-command --errors=rich
