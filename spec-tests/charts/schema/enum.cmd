rel shapes --set list[0]=a --set list[1]=c
