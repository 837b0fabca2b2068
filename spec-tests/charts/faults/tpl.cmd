rel run --set kind=tpl
