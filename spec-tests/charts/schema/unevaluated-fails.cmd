rel latest --set-json 't=["x",1,2]'
