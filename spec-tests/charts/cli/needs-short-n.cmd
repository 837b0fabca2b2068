rel app -n
