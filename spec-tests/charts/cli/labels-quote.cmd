rel app -l 'a="b,c=d'
