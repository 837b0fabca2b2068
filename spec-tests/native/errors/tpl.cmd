rel kinds --set kind=tpl --errors=rich
