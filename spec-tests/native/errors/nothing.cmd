rel kinds --set kind=nothing --errors=rich
