rel app -l
