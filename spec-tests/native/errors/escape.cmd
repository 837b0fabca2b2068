rel kinds --set kind=escape --errors=rich
