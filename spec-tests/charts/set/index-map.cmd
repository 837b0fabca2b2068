rel c --set list[1].b=z,list[1].d=e,list[4].f.g=h
