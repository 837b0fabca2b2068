rel kinds --set kind=type --errors=rich
