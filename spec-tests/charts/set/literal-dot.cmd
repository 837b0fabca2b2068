rel c --set-literal 'a.b'
