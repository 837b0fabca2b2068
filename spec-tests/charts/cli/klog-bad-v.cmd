rel app -v x
