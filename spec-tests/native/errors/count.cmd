rel kinds --set kind=count --errors=rich
