rel kinds --set kind=range --errors=rich
