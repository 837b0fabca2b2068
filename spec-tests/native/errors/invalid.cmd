rel kinds --set kind=invalid --errors=rich
