rel c --set a=b,c=d --set e=
