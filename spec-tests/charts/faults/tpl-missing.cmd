rel run --set kind=tpl-missing
