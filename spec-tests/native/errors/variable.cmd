rel kinds --set kind=variable --errors=rich
