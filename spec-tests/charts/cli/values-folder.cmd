rel app -f values
