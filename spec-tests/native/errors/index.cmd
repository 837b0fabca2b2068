rel kinds --set kind=index --errors=rich
