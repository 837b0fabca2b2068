rel c --set list[2][1]=z,list[2][3]=w,new[1][2]=v
