rel c --set 'é=ü,ß.ñ=x'
