rel kinds --set kind=date --errors=rich
