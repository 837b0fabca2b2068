rel c --set 'a\.b=1,c\,d=2,e\=f=3,g=h\,i,j=k\\l,m=n\=o,p\[0\]=q'
