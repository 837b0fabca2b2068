rel app -g=x
