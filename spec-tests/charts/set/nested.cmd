rel c --set a.b.c=1,a.b.d=2,a.e=3 --set map.k.l=9,map.new.x=1
