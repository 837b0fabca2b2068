rel shapes --set-json 'list=[3,3.0]'
