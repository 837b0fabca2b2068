rel app -a
