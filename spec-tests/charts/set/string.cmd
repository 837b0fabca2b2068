rel c --set-string a=1,b=true,c=null,d.e=1.5,list[0]=7 --set-string 'f={1,true}'
