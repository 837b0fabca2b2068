rel kinds --set kind=required --errors=rich
