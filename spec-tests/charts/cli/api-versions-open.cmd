rel app -a '"b'
