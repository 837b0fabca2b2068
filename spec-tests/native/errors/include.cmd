rel kinds --set kind=include --errors=rich
