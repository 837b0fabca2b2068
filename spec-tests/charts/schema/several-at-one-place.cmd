rel shapes --set-json 'list=["a","a","zz"]'
