app -g
