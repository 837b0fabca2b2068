rel app -f
