rel 'a?b#c'
