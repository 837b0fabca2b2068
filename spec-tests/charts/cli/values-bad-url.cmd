rel app -f :x
