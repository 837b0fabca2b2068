rel app -gx
