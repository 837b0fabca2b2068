rel app -gn
