rel app -s
