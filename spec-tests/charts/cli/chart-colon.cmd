rel a:b
