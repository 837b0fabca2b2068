rel app -
