rel kinds --set kind=literal --errors=rich
