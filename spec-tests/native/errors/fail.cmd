rel kinds --set kind=fail --errors=rich
