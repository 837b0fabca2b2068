rel app -g
