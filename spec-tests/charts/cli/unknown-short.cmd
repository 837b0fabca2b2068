rel app -x
