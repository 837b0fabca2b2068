rel c --set 'a={1,2}x' --set 'b={1},c=2'
