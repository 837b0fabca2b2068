rel kinds --set kind=compare --errors=rich
