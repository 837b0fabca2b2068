rel c --set a=true,b=false,c=null,d=nil,e=yes,f=True,g=NULL,h='~'
