rel kinds --set kind=function --errors=rich
