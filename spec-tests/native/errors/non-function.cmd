rel kinds --set kind=non-function --errors=rich
