rel kinds --set kind=infix --errors=rich
