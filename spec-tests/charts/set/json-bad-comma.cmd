rel c --set-json 'a=1,b={'
