rel app -f 'a"b'
