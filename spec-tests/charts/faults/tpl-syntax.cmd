rel run --set kind=tpl-syntax
