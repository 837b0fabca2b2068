rel 'a/b?c'
