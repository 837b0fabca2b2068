rel kinds --set kind=overflow --errors=rich
