rel kinds --set kind=tpl-syntax --errors=rich
