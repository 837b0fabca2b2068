rel kinds --set kind=template --errors=rich
