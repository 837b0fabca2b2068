rel app -v
