rel app -s templates/_helpers.tpl
