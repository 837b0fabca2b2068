rel kinds --set kind=field --errors=rich
