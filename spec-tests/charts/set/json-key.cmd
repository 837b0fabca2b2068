rel c --set-json 'text.x=1'
