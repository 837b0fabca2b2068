rel app -s ""
