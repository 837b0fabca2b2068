rel 'a%zz'
